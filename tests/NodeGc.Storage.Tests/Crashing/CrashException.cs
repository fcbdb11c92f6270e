namespace NodeGc.Storage.Tests.Crashing;

/// <summary>Something was lost, or left half done, after a crash.</summary>
internal sealed class CrashException(string message, Exception? cause = null) : Exception(message, cause);
