using System.Globalization;
using MesosOperator.Simulation;

var options = new Dictionary<string, string>();
for (var index = 0; index + 1 < args.Length; index += 2)
    options[args[index]] = args[index + 1];
if (args.Length % 2 != 0 || options.Keys.Except(["--seed", "--seeds", "--ticks"]).Any())
{
    Console.Error.WriteLine("usage: MesosOperator.Simulation [--seed <which> | --seeds <how many>] [--ticks <seconds of trouble>]");
    return 2;
}

var ticks = options.TryGetValue("--ticks", out var ticksGiven) ? int.Parse(ticksGiven, CultureInfo.InvariantCulture) : Simulator.DefaultTicks;
var seeds = options.TryGetValue("--seed", out var seed)
    ? [ulong.Parse(seed, CultureInfo.InvariantCulture)]
    : Enumerable.Range(1, options.TryGetValue("--seeds", out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : 16).Select(number => (ulong)number);

var failed = 0;
foreach (var result in seeds.Select(number => Simulator.Run(number, ticks)))
{
    Console.WriteLine($"seed {result.Seed} lines {result.Lines} hash {result.Hash}");
    if (result.Failure is null)
        continue;
    failed++;
    foreach (var line in result.LastLines)
        Console.WriteLine($"    {line}");
    Console.WriteLine($"seed {result.Seed} FAILED: {result.Failure}");
    Console.WriteLine($"Again: make sim SEED={result.Seed} TICKS={ticks}");
}

return failed == 0 ? 0 : 1;
