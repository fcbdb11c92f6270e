namespace NodeGc.Agent.Tests;

/// <summary>Ends the engine behind the stores after the last test.</summary>
[SetUpFixture]
internal sealed class EndOfEngineStore
{
    [OneTimeTearDown]
    public static void End() => Stores.EngineStore.DisposeShared();
}
