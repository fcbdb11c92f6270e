using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers.Stacking;

/// <summary>Reads the ancestors of single directories and adds them as needs.</summary>
internal sealed class Ancestors(ReadPass pass, AncestorFile file)
{
    private readonly Dictionary<string, string?> texts = new(StringComparer.Ordinal);

    /// <summary>How many files were read.</summary>
    public int Count => texts.Values.Count(text => text is not null);

    /// <summary>Adds the ancestors of <paramref name="name"/>; all that can be determined is added before it
    /// throws.</summary>
    /// <exception cref="MetadataDamagedException">The file is required but missing, truncated, or names
    /// nothing.</exception>
    public void Read(string name)
    {
        var builder = pass.Findings.Get(pass.Directory(name));
        var text = texts[name] = file.FindText(name);
        if (string.IsNullOrEmpty(text))
            RefuseLost(name, builder, text);
        else if (FindOnlyParent(text) is { } parent)
            builder.Need(pass.Directory(parent));
        else
            ResolveAll(builder, text);
    }

    private void RefuseLost(string name, ResourceBuilder builder, string? text)
    {
        var sign =
            builder.HasParent && file.NamesParentsOfImages
                ? "the metadata of its owner records a parent"
                : file.FindSignOfParents(name);
        if (text is null && file.IsAlwaysThere)
            throw new MetadataDamagedException($"its {file.Word} file is missing, so its parents are unknown");
        if (sign is not null)
            throw new MetadataDamagedException(
                $"its {file.Word} file is {(text is null ? "missing" : "empty")}, but {sign}"
            );
    }

    /// <summary>The nearest ancestor if its own file names exactly the others: then one edge is enough, so that a store
    /// of ten thousand layers has as many edges and not thirty times more. Null if that is not certain.</summary>
    private string? FindOnlyParent(string text) =>
        FindNearest(text) is { } parent && RestOf(text).SequenceEqual(TextOf(parent)) ? parent : null;

    /// <summary>The directory of the first entry; null if it may refer to several, or to none.</summary>
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

    /// <summary>A driver writes a file as its parent's name and its parent's file, so a file truncated at a separator,
    /// which is still well-formed, is detected by the missing ancestors.</summary>
    private void ResolveAll(ResourceBuilder builder, string text)
    {
        var unresolved = text.Split(file.Separator).Where(entry => !Resolve(builder, entry)).ToList();
        if (unresolved.Count > 0)
            throw new MetadataDamagedException(
                $"its {file.Word} file names '{unresolved[0]}', but there is no such directory"
            );
        if (FindNearest(text) is { } parent)
            throw new MetadataDamagedException($"its {file.Word} file does not match that of its parent {parent}");
    }

    private bool Resolve(ResourceBuilder builder, string entry)
    {
        var directories = file.Resolve(entry);
        foreach (var directory in directories)
            builder.Need(pass.Directory(directory));
        return !directories.IsEmpty;
    }
}
