import ControlGroups
import ControlGroupsTesting
import Testing

struct ProcessStateTests {
  @Test(arguments: [
    ("S", 1, false), ("R", 3, false), ("Z", 1, true), ("Z", 0, true),
    // Its first thread has ended, the others go on.
    ("Z", 2, false),
  ])
  func aZombieIsToldByStateAndThreads(state: String, threads: Int, isZombie: Bool) throws {
    let tree = FakeTree()
    // A name may look like the end of itself.
    tree.plain("/proc/77/stat", "77 (sh) Z 1 (x) \(state) 1 77 77 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 \(threads) 0 5\n")
    #expect(try tree.hierarchy().isZombie(process: 77) == isZombie)
  }

  @Test func whatIsNotThereIsNoZombie() throws {
    let tree = FakeTree()
    tree.plain("/proc/78/stat", "78 (sh) Z 1\n")
    #expect(try !tree.hierarchy().isZombie(process: 77))
    #expect(try !tree.hierarchy().isZombie(process: 78))
  }
}
