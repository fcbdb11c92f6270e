using NUnit.Framework;

namespace NodeGc.Testing;

/// <summary>A page, or a part of one, that is generated. <c>NODEGC_GOLDEN=rewrite</c> writes it.</summary>
public static class GeneratedPage
{
    private const string How = "NODEGC_GOLDEN=rewrite writes it again; review the diff";

    private static bool IsRewrite => Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite";

    /// <summary>Holds a whole page to what it has to be.</summary>
    public static void Check(string file, string expected)
    {
        var path = SourceTree.PathOf(file);
        if (IsRewrite)
            File.WriteAllText(path, expected);
        Assert.That(File.Exists(path) ? File.ReadAllText(path) : "", Is.EqualTo(expected), $"{file}: {How}");
    }

    /// <summary>Holds what stands between two comments, <c>&lt;!-- NAME --&gt;</c> and
    /// <c>&lt;!-- end of NAME --&gt;</c>, to what it has to be.</summary>
    public static void CheckPart(string file, string name, string expected)
    {
        var (page, start, end) = (
            File.ReadAllText(SourceTree.PathOf(file)),
            $"<!-- {name} -->",
            $"<!-- end of {name} -->"
        );
        var (from, to) = (IndexOf(page, start) + start.Length, IndexOf(page, end));
        Check(file, $"{page[..from]}\n\n{expected}\n{page[to..]}");
    }

    private static int IndexOf(string page, string comment) =>
        page.IndexOf(comment, StringComparison.Ordinal) is var at and >= 0
            ? at
            : throw new InvalidOperationException($"The page lacks the comment {comment}.");
}
