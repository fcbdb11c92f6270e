using System.Collections.Immutable;

namespace NodeGc.Storage.Drivers.Stacking;

/// <summary>The file in which a driver writes down what a directory is built upon: all its ancestors, nearest
/// first.</summary>
internal sealed record AncestorFile
{
    /// <summary>What people call it, for example <c>lower</c>.</summary>
    public required string Word { get; init; }

    /// <summary>Stands between the names of two ancestors.</summary>
    public required char Separator { get; init; }

    /// <summary>The file's path for a directory, relative to the data root.</summary>
    public required Func<string, string> PathOf { get; init; }

    /// <summary>Its text without white space around it; null where there is none.</summary>
    public required Func<string, string?> FindText { get; init; }

    /// <summary>The directories that an entry may stand for; none where nothing has that name.</summary>
    public required Func<string, ImmutableArray<string>> Resolve { get; init; }

    /// <summary>Why a directory cannot be without ancestors, by what lies in it; null where it can.</summary>
    public required Func<string, string?> FindSignOfParents { get; init; }

    /// <summary>A layer of an image that has a parent has the file. False where the driver keeps a whole tree for each
    /// and names no parent.</summary>
    public bool NamesParentsOfImages { get; init; } = true;

    /// <summary>Every directory has the file, be it empty.</summary>
    public bool IsAlwaysThere { get; init; }
}
