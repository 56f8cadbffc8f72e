/// Steps that are put back by one call. What is set for good is another call than what lasts until the reboot: together,
/// a value of the one kind would become one of the other.
struct WayBack {
  /// The steps, in their plan's order.
  let steps: [Step]
  /// Whether their drop-ins are taken away, whatever stood there before.
  let takesAway: Bool
  /// Whether the values before were made for good.
  let isPersistent: Bool

  /// The calls, in order.
  ///
  /// - Parameters:
  ///   - steps: what is put back (`Plan.undone`).
  ///   - changes: what the plan did.
  static func all(of steps: [Step], _ changes: [Step]) -> [WayBack] {
    // The drop-in of a value for good goes, with the one below it; then that one's value is set again.
    let hiding = changes.filter(\.hidesRuntime)
    let good = steps.filter(\.undoIsPersistent)
    // A file knows no difference, and may have to go with its kind (cpu.max and its burst).
    let rest = steps.filter { !$0.undoIsPersistent && (good.isEmpty || $0.isManaged) }
    let withFiles = good.isEmpty ? [] : steps.filter { $0.undoIsPersistent || !$0.isManaged }
    return [
      WayBack(steps: hiding, takesAway: true, isPersistent: false),
      WayBack(steps: rest, takesAway: false, isPersistent: false),
      WayBack(steps: withFiles, takesAway: false, isPersistent: true),
    ].filter { !$0.steps.isEmpty }
  }

  /// The kernel's texts that put a step's old value back: of a file by key one for each line; nil gives it back.
  func texts(of step: Step) -> [String?] {
    takesAway || step.undoIsUnset ? [nil] : Plan.lines(step, step.old)
  }

  /// The steps whose undoing takes drop-ins away: it must not take another's.
  var held: [Step] { takesAway ? steps : steps.filter { $0.undoIsUnset && !$0.isUnset } }
}

extension Step {
  /// Whether the old value was made for good. Also whether it has to be, to replace one that was: a device's value has no
  /// drop-in of its own, and a memory limit must not be the unit's own for a moment, which may kill.
  var undoIsPersistent: Bool {
    !undoIsUnset && (wasPersistent || (lasting == .forGood && (key != nil || Self.mayKill.contains(file))))
  }

  /// Whether a value for good replaced one that lasted until the reboot.
  var hidesRuntime: Bool { lasting == .forGood && isManaged && !isUnset && !undoIsUnset && !undoIsPersistent }

  private static let mayKill: Set = ["memory.max", "memory.high"]
}
