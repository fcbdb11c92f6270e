using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Chart.Tests;

[SetUpFixture]
internal sealed class ControlPlanes : ControlPlaneFixture;
