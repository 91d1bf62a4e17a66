using MesosOperator.Crds.Generator;

// Writes generated files into a folder, or with --verify only says what is stale there. The folder of definitions holds
// nothing else; that of the roles may.
var verify = args is ["--verify", _, _];
if (args.Length != (verify ? 3 : 2) || args[^2] is not ("crds" or "rbac"))
{
    Console.Error.WriteLine("usage: [--verify] crds|rbac FOLDER");
    return 2;
}

var folder = Directory.CreateDirectory(args[^1]);
var wanted = args[^2] == "crds" ? DefinitionFiles.All() : RoleFiles.All();
var stale = args[^2] == "crds" ? folder.EnumerateFiles().Select(file => file.Name).Except(wanted.Keys).ToList() : [];
foreach (var name in stale.Where(_ => !verify))
    File.Delete(Path.Combine(folder.FullName, name));
foreach (var (name, text) in wanted)
{
    var path = Path.Combine(folder.FullName, name);
    if (File.Exists(path) && File.ReadAllText(path) == text)
        continue;
    stale.Add(name);
    if (!verify)
        File.WriteAllText(path, text);
}

foreach (var name in stale.Order(StringComparer.Ordinal))
    Console.WriteLine(verify ? $"{name} is stale: run `make {args[^2]}`" : $"wrote {name}");
return verify && stale.Count > 0 ? 1 : 0;
