using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Drivers.Stacking;

/// <summary>The file in which a driver records all ancestors of a directory, nearest first.</summary>
internal sealed record AncestorFile
{
    /// <summary>Its display name, for example <c>lower</c>.</summary>
    public required string Word { get; init; }

    /// <summary>Separates the names of ancestors.</summary>
    public required char Separator { get; init; }

    /// <summary>The file's path for a directory, relative to the data root.</summary>
    public required Func<string, string> PathOf { get; init; }

    /// <summary>Its trimmed text; null if there is no file.</summary>
    public required Func<string, string?> FindText { get; init; }

    /// <summary>The directories that an entry may refer to; empty if none has that name.</summary>
    public required Func<string, ImmutableArray<string>> Resolve { get; init; }

    /// <summary>Why, from its content, a directory must have ancestors; null if it may have none.</summary>
    public required Func<string, string?> FindSignOfParents { get; init; }

    /// <summary>Image layers with a parent have the file. False if the driver stores a full tree for each and records
    /// no parent.</summary>
    public bool NamesParentsOfImages { get; init; } = true;

    /// <summary>Every directory has the file, even if it is empty.</summary>
    public bool IsAlwaysThere { get; init; }
}
