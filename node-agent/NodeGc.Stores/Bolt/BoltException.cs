namespace NodeGc.Stores.Bolt;

/// <summary>A bbolt file that cannot be used: damaged, of an unknown version, or changing too fast to be
/// copied.</summary>
internal sealed class BoltException(string message) : Exception(message);
