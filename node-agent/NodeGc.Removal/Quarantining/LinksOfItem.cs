namespace NodeGc.Removal.Quarantining;

/// <summary>Where the links to an item are, and by what they are recognized.</summary>
/// <param name="Folder">Their folder, relative to the data root, for example <c>overlay2/l</c>.</param>
/// <param name="Target">Their target, for example <c>../4df04c95…/diff</c>.</param>
public sealed record LinksOfItem(string Folder, string Target);
