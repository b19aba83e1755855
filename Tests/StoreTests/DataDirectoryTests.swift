import Foundation
import Store
import Synchronization
import Testing

@Suite struct DataDirectoryTests {
  /// A descriptor that is closed twice is, the second time, somebody else's.
  @Test func aDirectoryThatCannotBeUsedLeavesTheDescriptorsOfOthersAlone() async throws {
    let place = try Place(.sqlite)
    let directory = try #require(place.directory)
    try FileManager.default.createDirectory(
      atPath: directory + "/dragoman.sqlite", withIntermediateDirectories: true)
    let isDone = Atomic<Bool>(false)
    let lost = descriptorsLost { isDone.load(ordering: .acquiring) }
    for _ in 0..<3_000 { #expect(throws: StoreError.self) { try place.open() } }
    isDone.store(true, ordering: .releasing)
    #expect(await lost.value == 0)
  }
}

/// Opens and closes files until told to stop, and gives how many of them were gone when they were to be closed.
private func descriptorsLost(until isDone: @escaping @Sendable () -> Bool) -> Task<Int, Never> {
  Task.detached {
    var lost = 0
    while !isDone() {
      let files = (0..<16).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
      for file in files where close(file) != 0 { lost += 1 }
    }
    return lost
  }
}
