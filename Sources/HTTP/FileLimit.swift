import Foundation

/// Lets the process open so many files, as far as the administrator's hard limit goes.
func raiseFileLimit(to wanted: Int) {
  var limit = rlimit()
  let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  guard getrlimit(files, &limit) == 0, limit.rlim_cur < rlim_t(wanted) else { return }
  limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
  setrlimit(files, &limit)
}
