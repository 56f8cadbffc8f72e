import ControlGroups
import ControlGroupsTesting
import Testing

/// `weir reclaim` on a tree in memory whose kernel takes five seconds for each write.
struct ReclaimCommandTests {
  let tree = FakeMachine.whole()
  static let web = "/system.slice/web.service"

  init() {
    tree.set(Self.web, "memory.current", "\(64 << 20)\n")
    tree.answer(Self.web, "memory.reclaim") { [tree] text throws(ErrorNumber) in
      let current = UInt64((tree.text(Self.web, "memory.current") ?? "").dropLast()) ?? 0
      tree.set(Self.web, "memory.current", "\(current - (UInt64(text) ?? 0))\n")
      tree.advanceClock(nanoseconds: 5_000_000_000)
      return nil
    }
  }

  @Test func pastTheDeadlineItSaysWhatItGotAndFails() throws {
    let answer = weir("reclaim", Self.web, "32M", on: tree)
    #expect(answer.exit == 1)
    #expect(answer.outputText.contains("reclaimed 8.0M of 32M"), "\(answer.outputText)")
    #expect(answer.errorLines.count == 1 && answer.errorText.contains("10s is over"), "\(answer.errorText)")
    let json = weir("reclaim", Self.web, "32M", "--timeout", "5s", "-o", "json", on: tree)
    #expect(json.exit == 1)
    #expect(try JSONValue(parsing: json.output)["got"] == .literal("\(4 << 20)"))
  }

  @Test func withTimeEnoughItIsDone() {
    let answer = weir("reclaim", Self.web, "32M", "--timeout", "60s", on: tree)
    #expect(answer.exit == 0 && answer.errors.isEmpty)
    #expect(tree.text(Self.web, "memory.current") == "\(32 << 20)\n")
  }

  /// What is offered is what is taken.
  @Test(arguments: ["abc", "max", "1M swappiness=60"])
  func aSizeIsASize(_ typed: String) {
    let answer = weir("reclaim", Self.web, typed, on: tree)
    #expect(answer.exit == 1)
    #expect(answer.errorText == "weir: \"\(typed)\" is not a size; write 512M, 1.5G or 50%\n")
  }

  @Test(arguments: ["reclaim", "thaw"])
  func whatIsNotUsedIsNotTaken(_ verb: String) {
    let words = [verb, Self.web] + (verb == "reclaim" ? ["1M"] : [])
    #expect(weir(words + ["--timeout", "abc"], on: tree).exit == 64)
    #expect(weir(words + ["--protected", "ssh.service"], on: tree).exit == 64)
  }
}
