namespace NodeGc.Storage.Reading;

/// <summary>A piece of metadata is missing, empty, cut off, garbled, or contradicts itself or the disk. Becomes a
/// doubt.</summary>
internal sealed class MetadataDamagedException(string message) : Exception(message)
{
    /// <summary>The file of the piece that is damaged, relative to the piece; null where that is the piece
    /// itself.</summary>
    public string? File { get; init; }

    /// <summary>What could be owned, where that is known better than by the piece alone.</summary>
    public Ownership? Owner { get; init; }

    /// <summary>Where it turns out to own nothing, it is not worth a word.</summary>
    public bool MattersOnlyIfItOwns { get; init; }

    /// <summary>What to do, where that is known better than by the piece alone.</summary>
    public string? Remedy { get; init; }

    /// <summary>A file does not say what it must.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="content">What it holds; null where it is missing.</param>
    /// <param name="owner">What could be owned.</param>
    public static MetadataDamagedException In(string file, string? content, Ownership? owner)
    {
        var message = content switch
        {
            null => "it is missing",
            "" => "it is empty",
            _ => "it does not hold what an engine writes there",
        };
        return new MetadataDamagedException(message) { File = file, Owner = owner };
    }
}
