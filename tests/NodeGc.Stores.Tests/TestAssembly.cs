// Every test gets a fixture of its own, so fields need no set-up method.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
