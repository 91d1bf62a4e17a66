using MesosOperator.Cgroup2.Guest;

// Run by tests/cgroup2/run.sh inside of a machine that has control groups of version 2 and nothing else of the kind.
return await Checks.RunAsync();
