using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Stacking;

/// <summary>Reads the ancestors of single directories and adds them as needs.</summary>
internal sealed class Ancestors(ReadPass pass, AncestorFile file)
{
    private readonly Dictionary<string, string?> texts = new(StringComparer.Ordinal);

    /// <summary>How many files were read.</summary>
    public int Count => texts.Values.Count(text => text is not null);

    /// <summary>Adds what <paramref name="name"/> is built upon; all that can be told is added before it
    /// throws.</summary>
    /// <exception cref="MetadataDamagedException">The file is missing where there must be one, is cut off, or names
    /// nothing.</exception>
    public void Read(string name)
    {
        var draft = pass.Findings.Get(pass.Directory(name));
        var text = texts[name] = file.FindText(name);
        if (string.IsNullOrEmpty(text))
            RefuseLost(name, draft, text);
        else if (FindOnlyParent(text) is { } parent)
            draft.Need(pass.Directory(parent));
        else
            ResolveAll(draft, text);
    }

    private void RefuseLost(string name, Draft draft, string? text)
    {
        var sign =
            draft.IsStacked && file.NamesParentsOfImages
                ? "its owner's metadata says that it has a parent"
                : file.FindSignOfParents(name);
        if (text is null && file.IsAlwaysThere)
            throw new MetadataDamagedException($"its {file.Word} file is missing, so what it is built upon is unknown");
        if (sign is not null)
            throw new MetadataDamagedException(
                $"its {file.Word} file is {(text is null ? "missing" : "empty")}, but {sign}"
            );
    }

    /// <summary>The nearest ancestor, where its own file names exactly the others: then one edge stands for all, and a
    /// store of ten thousand layers has as many edges and not thirty times more. Null where that is not
    /// certain.</summary>
    private string? FindOnlyParent(string text) =>
        FindNearest(text) is { } parent && RestOf(text).SequenceEqual(TextOf(parent)) ? parent : null;

    /// <summary>The directory of the first entry; null where it may stand for several, or for none.</summary>
    private string? FindNearest(string text)
    {
        var end = text.IndexOf(file.Separator, StringComparison.Ordinal);
        return file.Resolve(end < 0 ? text : text[..end]) is [var only] ? only : null;
    }

    private ReadOnlySpan<char> RestOf(string text)
    {
        var end = text.IndexOf(file.Separator, StringComparison.Ordinal);
        return end < 0 ? [] : text.AsSpan(end + 1);
    }

    private string TextOf(string name)
    {
        if (!texts.TryGetValue(name, out var text))
            texts.Add(name, text = file.FindText(name));
        return text ?? "";
    }

    /// <summary>A driver writes a file as its parent's name and its parent's file, so that a file cut off at a
    /// separator, which is still proper text, is noticed by the ancestors it lacks.</summary>
    private void ResolveAll(Draft draft, string text)
    {
        var unresolved = text.Split(file.Separator).Where(entry => !Resolve(draft, entry)).ToList();
        if (unresolved.Count > 0)
            throw new MetadataDamagedException(
                $"its {file.Word} file names '{unresolved[0]}', which no directory is called"
            );
        if (FindNearest(text) is { } parent)
            throw new MetadataDamagedException(
                $"its {file.Word} file does not go on as that of {parent}, upon which it is built"
            );
    }

    private bool Resolve(Draft draft, string entry)
    {
        var directories = file.Resolve(entry);
        foreach (var directory in directories)
            draft.Need(pass.Directory(directory));
        return !directories.IsEmpty;
    }
}
