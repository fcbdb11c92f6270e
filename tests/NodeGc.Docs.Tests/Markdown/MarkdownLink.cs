namespace NodeGc.Docs.Tests.Markdown;

/// <summary>A link or a picture, and the line that it is on.</summary>
internal sealed record MarkdownLink(string Url, int Line);
