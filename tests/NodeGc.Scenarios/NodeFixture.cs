using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Scenarios that share one node, on the engine that runs all of them or on that of another release.</summary>
public abstract class NodeFixture(DockerRelease release = DockerRelease.Docker20)
{
    private protected Node node = null!;

    [OneTimeSetUp]
    public void StartNode() => node = Node.Start(new DockerdOptions { Release = release });

    [OneTimeTearDown]
    public void StopNode() => node.Dispose();
}
