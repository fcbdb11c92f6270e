namespace NodeGc.Docs.Tests.Markdown;

/// <summary>A block of code.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">The line of its fence.</param>
/// <param name="Language">What the fence says, for example <c>console</c>.</param>
/// <param name="Text">What is between the fences.</param>
internal sealed record FencedBlock(string File, int Line, string Language, string Text)
{
    public override string ToString() => $"{File}:{Line}";
}
