import { afterAll, beforeAll } from 'vitest'
import { onControlPlane } from '../on-control-plane.ts'
import { type ServingFor, servingFor } from '../serving-for.ts'
import { type EquippedCluster, equipCluster } from './equip-cluster.ts'

export interface TwoClusters {
  readonly server: ServingFor
  readonly edge: EquippedCluster
  readonly plant: EquippedCluster
}

/** A suite on two clusters that are registered with one server, each with webhook and agent. */
export function onTwoClusters(name: string, suite: (clusters: () => TwoClusters) => void): void {
  onControlPlane(name, (first) => {
    onControlPlane('on two clusters', (second) => {
      const made: Partial<{ -readonly [Key in keyof TwoClusters]: TwoClusters[Key] }> = {}
      beforeAll(async () => {
        made.server = await servingFor()
        made.edge = await equipCluster(made.server, first(), 'edge')
        made.plant = await equipCluster(made.server, second(), 'plant')
      }, 240_000)
      afterAll(async () => {
        await made.edge?.stop()
        await made.plant?.stop()
        await made.server?.close()
      })
      suite(() => {
        const { server, edge, plant } = made
        if (!server || !edge || !plant) throw new Error('the clusters have not started')
        return { server, edge, plant }
      })
    })
  })
}
