import SystemdUnits
import Testing

@testable import WeirCommands

/// How often service managers are connected to and asked.
struct SystemdConnectionsTests {
  private struct Refused: Error {}

  @Test func oneConnectionServesAll() {
    var managers = SystemdConnections<Int>()
    var made = 0
    for manager in [NamedService.Manager.system, .user(7), .system, .user(7), .user(8)] {
      let answer = managers.ask(
        manager,
        connect: {
          made += 1
          return made
        }, question: { $0 * 10 })
      #expect(answer == (manager == .system ? 10 : manager == .user(7) ? 20 : 30))
    }
    #expect(made == 3)
  }

  @Test func whoDoesNotAnswerInTimeIsAskedNoMore() {
    var managers = SystemdConnections<Int>()
    var asked = 0
    for _ in 0..<3 {
      let answer: Int? = managers.ask(
        .system, connect: { 1 },
        question: { (_: Int) throws -> Int in
          asked += 1
          throw SystemdFailure.timedOut(call: "GetAll", after: .seconds(2))
        })
      #expect(answer == nil)
    }
    #expect(asked == 1)
    let other = managers.ask(.user(7), connect: { 1 }, question: { $0 })
    #expect(other == 1)
  }

  @Test func whoCannotBeReachedIsTriedOnce() {
    var managers = SystemdConnections<Int>()
    var tried = 0
    for _ in 0..<3 {
      let answer = managers.ask(
        .system,
        connect: { () throws -> Int in
          tried += 1
          throw Refused()
        }, question: { $0 })
      #expect(answer == nil)
    }
    #expect(tried == 1)
  }

  /// An unknown unit says nothing of the next one, and a manager that executed itself anew is there again.
  @Test func otherFailuresAreOfOneQuestion() {
    var managers = SystemdConnections<Int>()
    var made = 0
    let failures: [SystemdFailure?] = [.noSuchUnit("a.service"), nil, .disconnected, nil]
    let answers = failures.map { failure in
      managers.ask(
        .system,
        connect: {
          made += 1
          return made
        },
        question: { connection in
          if let failure { throw failure }
          return connection
        })
    }
    #expect(answers == [nil, 1, nil, 2])
  }
}
