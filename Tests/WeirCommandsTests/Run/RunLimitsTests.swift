import ControlGroups
import ControlGroupsTesting
import Testing

@testable import WeirCommands

/// Limits of a group that is yet to be made.
struct RunLimitsTests {
  private func line(_ typed: String...) throws -> String? {
    let hierarchy = try FakeMachine.whole().hierarchy()
    do { _ = try RunLimits(typed, hierarchy: hierarchy, allowOOM: false) } catch let complaint as Complaint {
      return complaint.line
    }
    return nil
  }

  @Test func aRefusalNamesNoOtherGroup() throws {
    #expect(try line("memory.max=512")?.hasPrefix("memory.max: 512 bytes is under 1M") == true)
    #expect(try line("memory.max=512K")?.contains("write at least 1M") == true)
    #expect(try line("memory.max=512M", "memory.high=400M") == nil)
  }
}
