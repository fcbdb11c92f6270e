using System.Text.RegularExpressions;

namespace NodeGc.Architecture.Tests;

/// <summary>The folders tell the story: what is called how lies where its name says.</summary>
public sealed partial class LayoutTests
{
    private const int LongestFile = 300;

    private static IEnumerable<Project> Products => Repository.Products;

    [TestCaseSource(nameof(Products))]
    public void Every_public_type_has_a_file_of_its_own_named_after_it(object project)
    {
        var product = (Project)project;
        var expected = Metadata
            .PublicTypes(product.Assembly)
            .Where(type => type.StartsWith(product.Name + ".", StringComparison.Ordinal))
            .Select(type => $"{product.Folder}/{type[(product.Name.Length + 1)..].Replace('.', '/')}");
        Assert.That(expected, Is.SubsetOf(product.Sources.Select(file => Path.ChangeExtension(file, null))));
    }

    [TestCaseSource(nameof(Products))]
    public void Every_namespace_is_the_folder(object project)
    {
        var product = (Project)project;
        var astray =
            from file in product.Sources
            let declared = Namespace().Match(Repository.Read(file))
            let folder = Path.GetRelativePath(product.Folder, Path.GetDirectoryName(file)!)
            let expected = folder == "." ? product.Name : $"{product.Name}.{folder.Replace('/', '.')}"
            where declared.Success && declared.Groups[1].Value != expected
            select $"{file} is in {declared.Groups[1].Value}";
        Assert.That(astray, Is.Empty);
    }

    [Test]
    public void No_name_says_nothing()
    {
        var parts = Repository
            .Products.SelectMany(project => project.Sources)
            .SelectMany(file => file.Split('/'))
            .Select(part => part.Split('.')[0]);
        Assert.That(parts.Distinct().Where(part => SaysNothing().IsMatch(part)), Is.Empty);
    }

    [Test]
    public void No_product_file_is_longer_than_300_lines() =>
        Assert.That(
            Repository
                .Products.SelectMany(project => project.Sources)
                .Where(file => Repository.Read(file).AsSpan().Count('\n') > LongestFile),
            Is.Empty
        );

    [Test]
    public void Only_the_Linux_folder_calls_native_code() =>
        Assert.That(
            Repository
                .Products.SelectMany(project => project.Sources)
                .Where(file =>
                    NativeCall().IsMatch(Repository.Read(file))
                    && !file.StartsWith("node-agent/NodeGc.Host/Linux/", StringComparison.Ordinal)
                ),
            Is.Empty
        );

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("(Utils?|Helpers?|Common|Manager|Processor|Base|Impl)$")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"\[(assembly: )?(LibraryImport|DllImport)\(")]
    private static partial Regex NativeCall();
}
