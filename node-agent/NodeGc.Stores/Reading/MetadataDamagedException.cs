using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Reading;

/// <summary>A piece of metadata is missing, empty, truncated, corrupt, or contradicts itself or the disk. Becomes a
/// doubt.</summary>
internal sealed class MetadataDamagedException(string message) : Exception(message)
{
    /// <summary>The damaged file, relative to the piece; null if it is the piece itself.</summary>
    public string? File { get; init; }

    /// <summary>What could be owned, if more specific than for the whole piece.</summary>
    public Ownership? Owner { get; init; }

    /// <summary>Not reported if it turns out to own nothing.</summary>
    public bool MattersOnlyIfItOwns { get; init; }

    /// <summary>How to fix it, if more specific than for the whole piece.</summary>
    public string? Remedy { get; init; }

    /// <summary>A file with missing or invalid content.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="content">Its content; null if it is missing.</param>
    /// <param name="owner">What could be owned.</param>
    public static MetadataDamagedException In(string file, string? content, Ownership? owner)
    {
        var message = content switch
        {
            null => "it is missing",
            "" => "it is empty",
            _ => "its content is invalid",
        };
        return new MetadataDamagedException(message) { File = file, Owner = owner };
    }
}
