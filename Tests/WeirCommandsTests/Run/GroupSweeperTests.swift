import ControlGroups
import Foundation
import Testing

@testable import WeirCommands

/// The process that takes a group away when weir is gone; here on plain directories, on real groups in the VM
/// (Tests/VM/cases/default/no-stray.sh).
struct GroupSweeperTests {
  private let place = URL.temporaryDirectory.appending(
    path: "weir-sweeper-\(UUID().uuidString)", directoryHint: .isDirectory)

  private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private func make(_ url: URL) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  @Test func removesTheGroupAndThoseBelow() async throws {
    do {
      let sweeper = try GroupSweeper(of: ByteText(place.path))
      for below in ["a/b/c", "a/d", "e"] { try make(place.appending(path: below)) }
      withExtendedLifetime(sweeper) { #expect(exists(place)) }
    }
    for _ in 0..<600 where exists(place) { try await Task.sleep(for: .milliseconds(50)) }
    #expect(!exists(place))
  }

  @Test func dismissedItDoesNothing() throws {
    let sweeper = try GroupSweeper(of: ByteText(place.path))
    try make(place)
    // It has ended when this returns.
    sweeper.dismiss()
    #expect(exists(place))
    try FileManager.default.removeItem(at: place)
  }

  @Test func whatIsThereAlreadyIsSomebodyElses() throws {
    try make(place)
    #expect(throws: ErrorNumber.exists) { _ = try GroupSweeper(of: ByteText(place.path)) }
    #expect(exists(place))
    try FileManager.default.removeItem(at: place)
  }
}
