using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Journaling;

/// <summary>The journal could not be written, so the step that it would have announced was not taken.</summary>
public sealed class JournalUnwritableException : IOException
{
    internal JournalUnwritableException(LinuxException cause)
        : base(
            $"the journal cannot be written and nothing was moved: {cause.Message}; free a little space or mend the disk, then run again",
            cause
        ) { }
}
