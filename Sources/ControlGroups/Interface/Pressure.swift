// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// pressure: stall times (PSI), files of the scheduler that need no controller (kernel/sched/psi.c).
public struct PressureFiles: ControllerFiles {
  public static let controller = Controller.pressure
  public static let shared = PressureFiles()
  public var rows: [any InterfaceRow] { [cpu, memory, io, irq] }

  public let cpu = file(
    "cpu", since: "4.20",
    """
    Time in which tasks waited for a CPU. Waiting for the group's own quota counts too, here and in every ancestor. \
    The line `full` came with 5.13 and is all zeros on the root. Notifies by trigger.
    """)
  public let memory = file(
    "memory", since: "4.20",
    "Time in which tasks waited for memory: reclaim, swap-in, refaults, the throttle of memory.high. Notifies by trigger."
  )
  public let io = file(
    "io", since: "4.20",
    "Time in which tasks waited for block devices. Notifies by trigger.")
  public let irq = file(
    "irq", since: "6.1", configuration: "CONFIG_IRQ_TIME_ACCOUNTING",
    "Time that interrupts took from the group's tasks. Has the line `full` only. Notifies by trigger.")

  private static func file(
    _ resource: String, since: KernelVersion, configuration: String = "CONFIG_PSI", _ documentation: String
  ) -> InterfaceFile<Pressure, ReadTrigger> {
    InterfaceFile(
      "\(resource).pressure", .counter, scope: .everywhere, since: since, needsController: false,
      configuration: configuration, source: "kernel/sched/psi.c", documentation)
  }
}
