using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Chart.Tests;

/// <summary>On a real API server, one control plane for all clusters of these tests, emptied after each.</summary>
[SetUpFixture]
internal sealed class ControlPlanes
{
    private static ReusedControlPlanes? reused;

    [OneTimeSetUp]
    public static void Begin() => reused = ReusedControlPlanes.Begin();

    [OneTimeTearDown]
    public static async Task End()
    {
        if (reused is not null) await reused.DisposeAsync();
    }
}
