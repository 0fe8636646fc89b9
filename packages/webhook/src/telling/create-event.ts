import { type Event, type KubernetesConnection, objectPath, resource } from '@rolecall/kubernetes'

/** Writes Events, each in the namespace of its own. */
export function createEvent(connection: KubernetesConnection): (event: Event) => Promise<Event> {
  return async (event) => {
    const namespace = objectPath(event.metadata?.namespace ?? '')
    return resource<Event>(connection, `/apis/events.k8s.io/v1/namespaces${namespace}/events`).create(event)
  }
}
