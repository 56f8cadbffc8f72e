import ControlGroups
import TerminalUI
import Testing

@testable import WeirCommands

/// What comes from other threads before the first frame.
struct TopMailTests {
  /// A home on a disk that hangs: the screen opens without, and takes what was kept when it comes.
  @Test func whatHangsIsNotWaitedFor() throws {
    let calls = LinuxCalls.shared
    let (mail, worker, disk) = (try TopMail(calls), try TopWorker(calls), try TopBell(calls))
    worker.ask {
      disk.wait(until: nil)
      mail.post(settings: Settings(text: "theme = mono\n"))
    }
    mail.wait(until: calls.monotonicNanoseconds + 20_000_000) { $0.settings != nil }
    #expect(mail.take().settings == nil)
    disk.ring()
    let late = calls.monotonicNanoseconds + 60_000_000_000
    mail.wait(until: late) { $0.settings != nil }
    #expect(mail.take().settings?.theme == "mono")
    // What is there is not waited for, also when it came before.
    mail.post(failure: Complaint("gone"))
    mail.wait(until: late) { $0.failure != nil }
    #expect(mail.take().failure != nil)
  }

  /// The target is found, or not, by another thread.
  @Test(arguments: [("docker:web", true), ("nobody-is-called-so", false)])
  func theTargetIsFoundElsewhere(text: String, isThere: Bool) throws {
    let calls = LinuxCalls.shared
    let (mail, worker, disk) = (try TopMail(calls), try TopWorker(calls), try TopBell(calls))
    worker.ask { disk.wait(until: nil) }
    try mail.find(Target(text), in: .copy(at: ByteText(NamedMachine.root)), on: worker)
    mail.wait(until: calls.monotonicNanoseconds + 20_000_000) { $0.scope != nil || $0.failure != nil }
    var content = mail.take()
    #expect(content.scope == nil && content.failure == nil)
    disk.ring()
    mail.wait(until: calls.monotonicNanoseconds + 60_000_000_000) { $0.scope != nil || $0.failure != nil }
    content = mail.take()
    #expect((content.scope != nil) == isThere && (content.failure != nil) != isThere)
  }
}
