/** What a body takes of the room for all of them, from its first byte until it was answered. */
export interface BodyPlace {
  /** Takes more of the room; `false` when there is none. */
  grow(bytes: number): boolean
  /** It came in whole, and is no longer sent away for others. */
  whole(): void
  leave(): void
}

export interface BodyRoom {
  /** `sentAway` is called for a body that is still on its way when others need its room. */
  place(sentAway: () => void): BodyPlace
}

/**
 * Bounds the bytes of all bodies together: whoever reaches the port may begin as many as they like and end none. What
 * came first and is not whole yet makes room, since an API server sends a review in one go.
 */
export function bodyRoom(most: number): BodyRoom {
  const coming = new Map<BodyPlace, () => void>()
  let held = 0
  return {
    place(sentAway) {
      let bytes = 0
      const own: BodyPlace = {
        grow(more) {
          for (const [other, sendAway] of coming) {
            if (held + more <= most) break
            if (other === own) continue
            other.leave()
            sendAway()
          }
          if (held + more > most) return false
          held += more
          bytes += more
          return true
        },
        whole: () => void coming.delete(own),
        leave() {
          coming.delete(own)
          held -= bytes
          bytes = 0
        },
      }
      coming.set(own, sentAway)
      return own
    },
  }
}
