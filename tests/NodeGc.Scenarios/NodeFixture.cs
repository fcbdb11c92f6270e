namespace NodeGc.Scenarios;

/// <summary>Scenarios that share one node.</summary>
public abstract class NodeFixture
{
    private protected Node node = null!;

    [OneTimeSetUp]
    public void StartNode() => node = Node.Start();

    [OneTimeTearDown]
    public void StopNode() => node.Dispose();
}
