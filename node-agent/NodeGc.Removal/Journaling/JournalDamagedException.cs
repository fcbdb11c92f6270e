namespace NodeGc.Removal.Journaling;

/// <summary>The journal is damaged other than torn at its end. Nothing is moved or deleted until somebody has checked
/// it.</summary>
public sealed class JournalDamagedException : IOException
{
    internal JournalDamagedException(string message)
        : base(message) { }
}
