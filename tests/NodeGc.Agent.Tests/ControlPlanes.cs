using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Agent.Tests;

[SetUpFixture]
internal sealed class ControlPlanes : ControlPlaneFixture;
