/**
 * The scheduling gate of a Pod object that a process of `rolecall run` stands for. Nothing is injected into such a pod:
 * the process has it all.
 */
export const localProcessGate = 'rolecall/local-process'
