using NUnit.Framework;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>
/// On a real API server, one control plane for all clusters of an assembly's tests, emptied after each: a SetUpFixture
/// of the assembly inherits this.
/// </summary>
public abstract class ControlPlaneFixture
{
    private ReusedControlPlanes? reused;

    /// <summary>Before the first test.</summary>
    [OneTimeSetUp]
    public void Begin() => reused = ReusedControlPlanes.Begin();

    /// <summary>After the last test.</summary>
    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (reused is not null)
            await reused.DisposeAsync();
    }
}
