namespace NodeGc.Storage.Journaling;

/// <summary>The journal cannot be read although it was not merely torn at its end. Nothing is moved or deleted until a
/// person has looked.</summary>
public sealed class JournalDamagedException : IOException
{
    internal JournalDamagedException(string message)
        : base(message) { }
}
