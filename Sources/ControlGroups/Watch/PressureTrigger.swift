/// When the kernel is to tell of stalls: so much stall within a window.
public struct PressureTrigger: Equatable, Sendable {
  /// Whose stall counts.
  public enum Line: String, Equatable, Sendable {
    /// At least one task waits.
    case some
    /// All non-idle tasks wait; the only one that irq.pressure has.
    case full
  }

  /// Whose stall counts.
  public var line: Line
  /// How much of it, in microseconds: 1 up to the window.
  public var stall: Microseconds
  /// Within how long, in microseconds: up to 10 s. Before 6.x at least 500 ms; without CAP_SYS_RESOURCE a multiple of
  /// 2 s.
  public var window: Microseconds

  /// A trigger.
  public init(_ line: Line, stall: Microseconds, window: Microseconds) {
    self.line = line
    self.stall = stall
    self.window = window
  }

  /// What users without CAP_SYS_RESOURCE must keep to (kernel/sched/psi.c, since 6.5).
  static let unprivilegedWindow: UInt64 = 2_000_000

  /// `some 150000 2000000`.
  var text: ByteText { ByteText("\(line.rawValue) \(stall.rawValue) \(window.rawValue)") }
}

extension BoundFile where Value == Pressure, Access == ReadTrigger {
  /// Opens the file and sets the trigger on that descriptor, which the caller closes.
  func arm(_ trigger: PressureTrigger) throws(ControlGroupError) -> Int32 {
    if group.hierarchy.kind == .copy { throw group.refused(file.name, trigger.text, .copy) }
    let asked: ByteText
    do { asked = try WriteForm.trigger.kernelText(trigger.text) } catch {
      throw group.refused(file.name, trigger.text, .value(error))
    }
    if trigger.window.rawValue % PressureTrigger.unprivilegedWindow != 0, !group.calls.hasResourceCapability {
      throw group.refused(file.name, asked, .triggerWindow)
    }
    let descriptor: Int32
    do { descriptor = try group.calls.openReadWrite(group.directory, file.path) } catch {
      throw group.refusal(of: asked, file, controller, error)
    }
    do { _ = try group.calls.write(descriptor, asked.bytes + [Ascii.newline]) } catch {
      group.calls.close(descriptor)
      throw group.refusal(of: asked, file, controller, error)
    }
    return descriptor
  }
}
