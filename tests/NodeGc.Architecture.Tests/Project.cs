using System.Xml.Linq;

namespace NodeGc.Architecture.Tests;

/// <summary>A project of the solution.</summary>
/// <param name="File">Its csproj, relative to the repository.</param>
internal sealed record Project(string File)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>The built assembly, beside the tests'.</summary>
    public string Assembly => Path.Combine(AppContext.BaseDirectory, Property("AssemblyName", Name) + ".dll");

    public IEnumerable<string> Sources =>
        Repository.Files.Where(file =>
            file.StartsWith(Folder + "/", StringComparison.Ordinal) && Path.GetExtension(file) is (".cs" or ".razor")
        );

    public IEnumerable<string> References =>
        Items("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!);

    public IEnumerable<string> Items(string element) =>
        from item in Xml().Descendants(element)
        let include = (string?)item.Attribute("Include")
        where include is not null
        select include;

    public XDocument Xml() => XDocument.Parse(Repository.Read(File));

    public override string ToString() => Name;

    private string Property(string name, string otherwise) =>
        Xml().Descendants(name).Select(property => property.Value).FirstOrDefault(otherwise);
}
