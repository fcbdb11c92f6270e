using System.Xml.Linq;
using NodeGc.Docs.Tests.Markdown;
using NodeGc.Testing;

namespace NodeGc.Docs.Tests;

/// <summary>Links within the repository lead somewhere.</summary>
public sealed class LinkTests
{
    private static IEnumerable<MarkdownPage> Pages => MarkdownPage.All;

    [TestCaseSource(nameof(Pages))]
    public void Every_link_has_a_target_that_exists(object page)
    {
        var from = (MarkdownPage)page;

        Assert.That(
            from.Links.Where(link => FindProblem(from, link) is not null)
                .Select(link => $"{from}:{link.Line}: {link.Url}: {FindProblem(from, link)}"),
            Is.Empty
        );
    }

    [Test]
    public void Every_page_of_docs_is_reachable_from_the_README()
    {
        var pages = Pages.ToDictionary(page => page.File);
        var (reached, open) = (new HashSet<string>(), new Queue<string>(["README.md"]));
        while (open.TryDequeue(out var file))
            if (reached.Add(file) && pages.TryGetValue(file, out var page))
                foreach (var link in page.Links.Where(link => !IsElsewhere(link)))
                    open.Enqueue(page.PathOf(link.Url.Split('#')[0]));

        Assert.That(pages.Keys.Where(IsForUsers).Except(reached), Is.Empty);
    }

    [Test]
    public void Every_picture_is_shown_on_a_page()
    {
        var shown = Pages.SelectMany(page => page.Links.Select(link => page.PathOf(link.Url.Split('#')[0])));
        var pictures = Directory
            .EnumerateFiles(SourceTree.PathOf("docs", "images"))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file));

        Assert.That(pictures.Except(shown), Is.Empty);
    }

    [Test]
    public void Drawings_are_readable_in_light_and_dark_and_described()
    {
        foreach (var file in Directory.EnumerateFiles(SourceTree.PathOf("docs", "images"), "*.svg"))
        {
            var svg = XDocument.Load(file).Root!;
            Assert.That(
                svg.Elements().Select(element => element.Name.LocalName),
                Is.SupersetOf((string[])["title", "desc"])
            );
            Assert.That(File.ReadAllText(file), Does.Contain("prefers-color-scheme: dark"), file);
            Assert.That(svg.Attribute("viewBox"), Is.Not.Null, file);
        }
    }

    /// <summary>Decisions are listed in docs/decisions/README.md, which a test there holds.</summary>
    private static bool IsForUsers(string file) => file.StartsWith("docs/", StringComparison.Ordinal);

    private static bool IsElsewhere(MarkdownLink link) =>
        link.Url.Contains("://", StringComparison.Ordinal) || link.Url.StartsWith("mailto:", StringComparison.Ordinal);

    private static string? FindProblem(MarkdownPage from, MarkdownLink link)
    {
        if (IsElsewhere(link))
            return null;
        var parts = link.Url.Split('#');
        var path = from.PathOf(parts[0]);
        if (!Path.Exists(SourceTree.PathOf(path)))
            return "does not exist";
        var target = Pages.FirstOrDefault(page => page.File == path);
        return parts.Length == 1 || target is null || target.Anchors.Contains(parts[1]) ? null : "has no such heading";
    }
}
