using System.Text.Json.Nodes;
using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Docker.Tests.Recorded;

/// <summary>The answers of one release, in files beside this one.</summary>
internal sealed record Recording(DockerRelease Release)
{
    private string Folder => SourceTree.PathOf("tests/NodeGc.Docker.Tests/Recorded", DockerReleases.VersionOf(Release));

    public ApiVersion Version => ApiVersion.Find((string?)Read("version")["ApiVersion"])!.Value;

    public JsonNode Read(string answer) => JsonNode.Parse(File.ReadAllText(FileOf(answer)))!;

    public void Write(string answer, JsonNode content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FileOf(answer), content.ToJsonString(new() { WriteIndented = true }) + "\n");
    }

    private string FileOf(string answer) => Path.Combine(Folder, $"{answer}.json");
}
