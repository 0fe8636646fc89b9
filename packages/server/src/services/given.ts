/** An operation's input as it reaches us: a call that leaves a required member out was refused before. */
export type Given<Input> = {
  [Member in keyof Input]: Record<never, never> extends Pick<Input, Member>
    ? Input[Member]
    : Exclude<Input[Member], undefined>
}
