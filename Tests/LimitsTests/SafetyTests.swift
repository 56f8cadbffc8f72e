import ControlGroups
import Testing

@testable import Limits

struct SafetyTests {
  static let mega: UInt64 = 1 << 20
  let memory = Safety.Memory(
    current: 100 * mega, pageCache: 40 * mega, slabReclaimable: 5 * mega, anonymous: 50 * mega, swapAllowed: 10 * mega,
    workingSet: 80 * mega)

  private func refusal(_ file: String, _ new: UInt64, old: String = "max", _ admitted: Safety.Admitted = .init())
    -> String?
  {
    Safety.refusal(file: file, of: .root, old: old, new: "\(new)", memory: memory, admitted: admitted)
  }

  @Test func countsWhatCannotBeTakenBack() {
    #expect(memory.unreclaimable == 45 * Self.mega)
    var endless = memory
    endless.swapAllowed = .max
    endless.pageCache = .max
    #expect(endless.unreclaimable == 0)
  }

  @Test func refusesALimitThatKills() throws {
    #expect(refusal("memory.max", 46 * Self.mega) == nil)
    let text = try #require(refusal("memory.max", 44 * Self.mega))
    #expect(text.contains("44M is below what reclaim can reach: 100M in use, 45M of it"))
    #expect(text.contains("write 46M or more, or --allow-oom"))
    var admitted = Safety.Admitted()
    admitted.oom = true
    #expect(refusal("memory.max", 44 * Self.mega, admitted) == nil)
    // Raising never hurts, however little it is.
    #expect(refusal("memory.max", 44 * Self.mega, old: "\(30 * Self.mega)") == nil)
  }

  @Test func refusesASlipOfThePen() throws {
    let text = try #require(refusal("memory.max", 512))
    #expect(text.contains("512 bytes is under 1M") && text.contains("write 512M"))
    #expect(refusal("memory.high", 0)?.contains("under 1M") == true)
    #expect(refusal("memory.low", 512) == nil)
  }

  /// Megabytes are offered for a bare number alone, and what is under it is said as it is.
  @Test func theHintIsOfWhatWasTyped() {
    func line(_ file: String, _ new: String, hasUnit: Bool, of group: GroupPath? = nil) -> String? {
      Safety.refusal(file: file, of: group, old: "max", new: new, hasUnit: hasUnit, memory: nil, admitted: .init())
    }
    #expect(
      line("memory.max", "512", hasUnit: false)
        == "memory.max: 512 bytes is under 1M, which kills at once; write 512M if megabytes were meant, or --allow-oom")
    #expect(
      line("memory.max", "524288", hasUnit: true, of: .root)
        == "memory.max of /: 524288 bytes is under 1M, which kills at once; write at least 1M, or --allow-oom")
    #expect(
      line("memory.high", "102400", hasUnit: true)
        == "memory.high: 102400 bytes is under 1M, which kills nothing, but stalls all that runs in it; "
        + "write at least 1M, or --allow-oom")
  }

  @Test func refusesAStall() throws {
    #expect(refusal("memory.high", 70 * Self.mega) == nil)
    #expect(refusal("memory.high", 50 * Self.mega)?.contains("working set of 80M: it would stall") == true)
    var admitted = Safety.Admitted()
    admitted.stall = true
    #expect(refusal("memory.high", 50 * Self.mega, admitted) == nil)
  }
}
