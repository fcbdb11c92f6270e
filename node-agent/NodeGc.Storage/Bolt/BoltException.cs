namespace NodeGc.Storage.Bolt;

/// <summary>A bbolt file that cannot be trusted: damaged, of an unknown version, or changing too fast to be copied
/// whole.</summary>
internal sealed class BoltException(string message) : Exception(message);
