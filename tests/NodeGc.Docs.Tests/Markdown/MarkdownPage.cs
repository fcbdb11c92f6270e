using System.Collections.Immutable;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NodeGc.Testing;

namespace NodeGc.Docs.Tests.Markdown;

/// <summary>A page as GitHub renders it: its anchors, links and fenced blocks.</summary>
/// <param name="File">Its path in the repository.</param>
internal sealed record MarkdownPage(
    string File,
    ImmutableHashSet<string> Anchors,
    ImmutableArray<MarkdownLink> Links,
    ImmutableArray<FencedBlock> Blocks
)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>The pages for users, and for those who change the project.</summary>
    public static ImmutableArray<MarkdownPage> All { get; } =
    [
        .. ((string[])["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "charts/nodegc/README.md", "crds/README.md"])
            .Concat(
                Directory
                    .EnumerateFiles(SourceTree.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(SourceTree.Root, file))
            )
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>The path of a link's target in the repository.</summary>
    public string PathOf(string target) =>
        target.Length == 0
            ? File
            : Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(File)!, target)));

    public override string ToString() => File;

    private static MarkdownPage Read(string file)
    {
        var document = Markdig.Markdown.Parse(System.IO.File.ReadAllText(SourceTree.PathOf(file)), Pipeline);
        return new MarkdownPage(
            file,
            [.. document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "")],
            [.. document.Descendants<LinkInline>().Select(link => new MarkdownLink(link.Url ?? "", link.Line + 1))],
            [.. document.Descendants<FencedCodeBlock>().Select(block => ToBlock(file, block))]
        );
    }

    private static FencedBlock ToBlock(string file, FencedCodeBlock block) =>
        new(file, block.Line + 1, block.Info ?? "", block.Lines.ToString());
}
