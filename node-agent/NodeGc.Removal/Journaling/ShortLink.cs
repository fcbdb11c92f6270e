namespace NodeGc.Removal.Journaling;

/// <summary>A symbolic link elsewhere in the store that points into a directory and is removed and restored with
/// it.</summary>
/// <param name="Path">Relative to the data root, for example <c>overlay2/l/E32475JAXOMZCUKRMDFDDJENAD</c>.</param>
/// <param name="Target">Its target, for example <c>../4df04c95…/diff</c>.</param>
public sealed record ShortLink(string Path, string Target);
