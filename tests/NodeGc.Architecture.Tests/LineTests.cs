namespace NodeGc.Architecture.Tests;

/// <summary>A line that is wider than 120 columns is read twice. CSharpier wraps code but neither texts nor
/// comments.</summary>
public sealed class LineTests
{
    private const int Widest = 120;

    [Test]
    public void No_line_of_code_is_wider_than_120_columns() => Assert.That(Wide(".cs", Lines), Is.Empty);

    /// <summary>Rows of tables cannot be wrapped, and examples show what a program prints.</summary>
    [Test]
    public void No_line_of_prose_is_wider_than_120_columns() => Assert.That(Wide(".md", Prose), Is.Empty);

    private static IEnumerable<string> Wide(
        string extension,
        Func<string, IEnumerable<(int Number, string Text)>> read
    ) =>
        from file in Repository.Files
        where file.EndsWith(extension, StringComparison.Ordinal)
        from line in read(file)
        where line.Text.EnumerateRunes().Count() > Widest
        select $"{file}:{line.Number}";

    private static IEnumerable<(int Number, string Text)> Lines(string file) =>
        Repository.Read(file).Split('\n').Select((text, index) => (index + 1, text));

    private static IEnumerable<(int Number, string Text)> Prose(string file)
    {
        var isExample = false;
        foreach (var (number, text) in Lines(file))
        {
            if (text.TrimStart().StartsWith("```", StringComparison.Ordinal))
                isExample = !isExample;
            else if (!isExample && !text.StartsWith('|') && !text.StartsWith("    ", StringComparison.Ordinal))
                yield return (number, text);
        }
    }
}
