internal import AdapterKit
internal import CChildProcess
internal import Foundation
internal import JSON

/// The child's side of `isolation: process`: one library, one message after the other, until nobody asks any more.
public enum AdapterProcess {
  /// The word by which the executable becomes such a child; people have no use for it.
  public static let word = "adapter-process"

  /// Serves the host at the other end of descriptor 0; returns the exit code.
  public static func run() -> Int32 {
    dragoman_become_child("adapter")
    let socket = FrameSocket(descriptor: 0)
    guard let frame = try? socket.receive(), let json = try? ProcessFrame.order(frame), let order = ChildOrder(json)
    else {
      FileHandle.standardError.write(Data("dragoman \(word): only a host starts this, for an isolated adapter\n".utf8))
      return 2
    }
    ChildCage.close(memory: order.memory)
    alarm(UInt32(clamping: order.startSeconds + 1))
    do throws(AdapterFault) {
      let library = try open(order)
      try? socket.send(ProcessFrame.encode(.ready(ChildFacts(library).json)))
      serve(library, socket, seconds: order.seconds)
      return 0
    } catch {
      try? socket.send(ProcessFrame.encode(.failed(error.crossing)))
      return 1
    }
  }

  /// Where the host leaves the library's file.
  static let libraryDescriptor: Int32 = 3

  /// The door's checks once more: what is loaded is what was checked, by whoever loads it.
  private static func open(_ order: ChildOrder) throws(AdapterFault) -> LibraryAdapter {
    let library: LoadedLibrary
    do throws(LibraryFault) {
      #if os(Linux)
        let file = try LibraryFile(inherited: libraryDescriptor, path: order.path)
      #else
        let file = try LibraryFile(opening: order.path)
      #endif
      library = try LoadedLibraries.load(file, order.path)
      try AdapterDoor.check(library, adapter: order.adapter)
    } catch {
      throw AdapterFault(error, rebuild: order.rebuild)
    }
    return try AdapterDoor.instance(of: library, AdapterOptions(order.options, schemas: order.schemas))
  }

  /// The alarm ends a child that spins although its host is gone; a host that lives ends it before.
  private static func serve(_ library: LibraryAdapter, _ socket: FrameSocket, seconds: Int) {
    alarm(0)
    while let first = try? socket.receive() {
      alarm(UInt32(clamping: seconds + 1))
      let reply: ProcessFrame.Reply
      if ProcessFrame.isResponse(first) {
        guard let request = try? socket.receive() else { return }
        reply = library.reply(to: first, of: request)
      } else {
        reply = library.reply(to: first)
      }
      alarm(0)
      guard (try? socket.send(ProcessFrame.encode(reply))) != nil else { return }
    }
  }
}
