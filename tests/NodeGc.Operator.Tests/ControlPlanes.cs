using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Operator.Tests;

[SetUpFixture]
internal sealed class ControlPlanes : ControlPlaneFixture;
