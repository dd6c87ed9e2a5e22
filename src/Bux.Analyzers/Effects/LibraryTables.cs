namespace Bux.Analyzers.Effects;

/// <summary>What is known about the framework's members.</summary>
internal static class LibraryTables
{
    /// <summary>Single members, before anything else.</summary>
    public static readonly IReadOnlyDictionary<string, EffectKind?> Members = new Dictionary<string, EffectKind?>(StringComparer.Ordinal)
    {
        ["System.DateTime.Now"] = EffectKind.Clock,
        ["System.DateTime.UtcNow"] = EffectKind.Clock,
        ["System.DateTime.Today"] = EffectKind.Clock,
        ["System.DateTime.ToLocalTime"] = EffectKind.Surroundings,
        ["System.DateTime.ToUniversalTime"] = EffectKind.Surroundings,
        ["System.DateTimeOffset.Now"] = EffectKind.Clock,
        ["System.DateTimeOffset.UtcNow"] = EffectKind.Clock,
        ["System.DateTimeOffset.LocalDateTime"] = EffectKind.Surroundings,
        ["System.DateTimeOffset.ToLocalTime"] = EffectKind.Surroundings,
        ["System.TimeZoneInfo.Local"] = EffectKind.Surroundings,
        ["System.TimeZoneInfo.FindSystemTimeZoneById"] = EffectKind.Surroundings,
        ["System.Guid.NewGuid"] = EffectKind.Chance,
        ["System.Guid.CreateVersion7"] = EffectKind.Chance,
        ["System.Object.GetHashCode"] = EffectKind.Chance,
        ["System.String.GetHashCode"] = EffectKind.Chance,
        ["System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode"] = EffectKind.Chance,
        ["System.IO.Path.GetTempFileName"] = EffectKind.InputOutput,
        ["System.IO.Path.GetTempPath"] = EffectKind.Surroundings,
        ["System.IO.Path.GetRandomFileName"] = EffectKind.Chance,
        ["System.IO.Path.GetFullPath"] = EffectKind.Surroundings,
        ["System.IO.Path.Exists"] = EffectKind.InputOutput,
        ["System.Activator.CreateInstance"] = EffectKind.Unknown,
        ["System.Type.InvokeMember"] = EffectKind.Unknown,
        ["System.Reflection.MemberInfo.Name"] = null,
        ["System.String.Intern"] = null,
        ["System.Lazy.Value"] = EffectKind.Unknown,
        ["System.Array.SetValue"] = null,
        // The array becomes the value, which is its maker's business; the other way round opens a value to changes.
        ["System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray"] = null,
        ["System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray"] = EffectKind.Unsafe,
        ["System.Globalization.CultureInfo.CurrentCulture"] = EffectKind.Culture,
        ["System.Globalization.CultureInfo.CurrentUICulture"] = EffectKind.Culture,
        ["System.Globalization.CultureInfo.DefaultThreadCurrentCulture"] = EffectKind.Culture,
        ["System.Globalization.NumberFormatInfo.CurrentInfo"] = EffectKind.Culture,
        ["System.Globalization.DateTimeFormatInfo.CurrentInfo"] = EffectKind.Culture,
        ["System.Globalization.RegionInfo.CurrentRegion"] = EffectKind.Culture,
        ["System.StringComparer.CurrentCulture"] = EffectKind.Culture,
        ["System.StringComparer.CurrentCultureIgnoreCase"] = EffectKind.Culture,
        ["System.StringComparison.CurrentCulture"] = EffectKind.Culture,
        ["System.StringComparison.CurrentCultureIgnoreCase"] = EffectKind.Culture,
        ["System.Random.Shared"] = EffectKind.Chance,
        ["System.TimeProvider.System"] = EffectKind.Clock,
        ["System.Threading.CancellationToken.None"] = null,
    };

    /// <summary>Types of which every member does it, those of derived types too.</summary>
    public static readonly IReadOnlyDictionary<string, EffectKind> Types = new Dictionary<string, EffectKind>(StringComparer.Ordinal)
    {
        ["System.TimeProvider"] = EffectKind.Clock,
        ["System.Diagnostics.Stopwatch"] = EffectKind.Clock,
        ["System.Random"] = EffectKind.Chance,
        ["System.HashCode"] = EffectKind.Chance,
        ["System.Security.Cryptography.RandomNumberGenerator"] = EffectKind.Chance,
        ["System.Environment"] = EffectKind.Surroundings,
        ["System.AppContext"] = EffectKind.Surroundings,
        ["System.AppDomain"] = EffectKind.Surroundings,
        ["System.GC"] = EffectKind.Surroundings,
        ["System.OperatingSystem"] = EffectKind.Surroundings,
        ["System.IServiceProvider"] = EffectKind.Surroundings,
        ["System.Console"] = EffectKind.InputOutput,
        ["System.IO.MemoryStream"] = EffectKind.Unknown,
        ["System.Diagnostics.Process"] = EffectKind.InputOutput,
        ["System.Diagnostics.Trace"] = EffectKind.Logging,
        ["System.Diagnostics.Debug"] = EffectKind.Logging,
        ["System.Diagnostics.Debugger"] = EffectKind.Surroundings,
        ["System.Diagnostics.Activity"] = EffectKind.Logging,
        ["System.Diagnostics.ActivitySource"] = EffectKind.Logging,
        ["System.Runtime.CompilerServices.Unsafe"] = EffectKind.Unsafe,
        ["System.Runtime.InteropServices.MemoryMarshal"] = EffectKind.Unsafe,
        ["System.Runtime.InteropServices.CollectionsMarshal"] = EffectKind.Unsafe,
        ["System.Runtime.InteropServices.Marshal"] = EffectKind.Unsafe,
        ["System.Runtime.InteropServices.NativeMemory"] = EffectKind.Unsafe,
        ["System.Buffer"] = EffectKind.Unsafe,
        ["System.ArgIterator"] = EffectKind.Unsafe,
    };

    /// <summary>Namespaces with what is in them does, the ones below included.</summary>
    public static readonly IReadOnlyList<(string Prefix, EffectKind Kind)> Namespaces =
    [
        ("System.IO", EffectKind.InputOutput),
        ("System.Net", EffectKind.InputOutput),
        ("System.Data", EffectKind.InputOutput),
        ("System.Threading", EffectKind.Waiting),
        ("System.Timers", EffectKind.Waiting),
        ("System.Diagnostics.Metrics", EffectKind.Logging),
        ("System.Diagnostics.Tracing", EffectKind.Logging),
        ("Microsoft.Extensions.Logging", EffectKind.Logging),
        ("Microsoft.Extensions.DependencyInjection", EffectKind.Surroundings),
        ("Microsoft.Extensions.Configuration", EffectKind.Surroundings),
        ("Microsoft.Extensions.Options", EffectKind.Surroundings),
        ("Microsoft.Extensions.Caching", EffectKind.InputOutput),
        ("Microsoft.Extensions.Http", EffectKind.InputOutput),
        ("Microsoft.EntityFrameworkCore", EffectKind.InputOutput),
        ("Microsoft.Data", EffectKind.InputOutput),
        ("Npgsql", EffectKind.InputOutput),
        ("Dapper", EffectKind.InputOutput),
        ("StackExchange.Redis", EffectKind.InputOutput),
        ("MongoDB", EffectKind.InputOutput),
        ("Confluent.Kafka", EffectKind.InputOutput),
        ("Grpc", EffectKind.InputOutput),
        ("Bux.Client", EffectKind.InputOutput),
        ("Serilog", EffectKind.Logging),
        ("NLog", EffectKind.Logging),
    ];

    /// <summary>Types that only compute, in namespaces that do more.</summary>
    public static readonly ISet<string> PureTypes = new HashSet<string>(StringComparer.Ordinal)
    {
        "System.IO.Path", "System.IO.StringReader", "System.IO.StringWriter", "System.Net.IPAddress", "System.Net.IPNetwork", "System.Net.WebUtility",
        "System.Net.HttpStatusCode", "System.Net.Mail.MailAddress", "System.Security.Cryptography.SHA256", "System.Security.Cryptography.SHA512",
        "System.Security.Cryptography.SHA1", "System.Security.Cryptography.MD5", "System.Security.Cryptography.HMACSHA256", "System.Security.Cryptography.CryptographicOperations",
        "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "System.Runtime.CompilerServices.ITuple", "System.Diagnostics.UnreachableException",
        "System.Text.Json.JsonElement", "System.Text.Json.JsonNamingPolicy",
    };

    /// <summary>Types whose objects never change and hold nothing that does.</summary>
    public static readonly ISet<string> Plain = new HashSet<string>(StringComparer.Ordinal)
    {
        "System.Guid", "System.TimeSpan", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.Uri", "System.Version", "System.Type", "System.Index", "System.Range",
        "System.Half", "System.Int128", "System.UInt128", "System.Numerics.BigInteger", "System.StringComparer", "System.Text.RegularExpressions.Regex",
        "System.Collections.Generic.IComparer", "System.Collections.Generic.IEqualityComparer", "System.Collections.Generic.Comparer", "System.Collections.Generic.EqualityComparer",
    };

    public static readonly ISet<string> PureNamespaces = new HashSet<string>(StringComparer.Ordinal)
    {
        "System", "System.Linq", "System.Collections", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.Frozen",
        "System.Collections.ObjectModel", "System.Collections.Concurrent", "System.Collections.Specialized", "System.Numerics", "System.Text",
        "System.Text.RegularExpressions", "System.Globalization", "System.Buffers.Binary", "System.Buffers.Text", "System.ComponentModel.DataAnnotations", "System.Diagnostics.CodeAnalysis",
    };

    /// <summary>Methods of collections and builders that change them.</summary>
    public static readonly ISet<string> Changing = new HashSet<string>(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddAfter", "AddBefore", "Clear", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveWhere",
        "RemoveFirst", "RemoveLast", "Sort", "Reverse", "Push", "PushRange", "Pop", "Enqueue", "EnqueueRange", "Dequeue", "EnqueueDequeue", "DequeueEnqueue", "TryAdd", "TryRemove",
        "TryPop", "TryPush", "TryDequeue", "TryTake", "TryUpdate", "AddOrUpdate", "GetOrAdd", "UnionWith", "IntersectWith", "ExceptWith", "SymmetricExceptWith", "Set", "SetAll",
        "And", "Or", "Xor", "Not", "LeftShift", "RightShift", "TrimExcess", "EnsureCapacity", "MoveToImmutable", "DrainToImmutable", "SetItem", "SetValue", "Move", "Fill", "SetByIndex",
    };

    /// <summary>Static methods of <c>System.Array</c>, with the argument that they change.</summary>
    public static readonly IReadOnlyDictionary<string, int> ArrayChanges = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Sort"] = 0, ["Reverse"] = 0, ["Fill"] = 0, ["Clear"] = 0, ["Resize"] = 0, ["Copy"] = 1, ["ConstrainedCopy"] = 2,
    };

    /// <summary>How the names of methods begin that return something new.</summary>
    public static readonly IReadOnlyList<string> Making = ["To", "Create", "Copy", "Clone", "Split", "Get", "Concat", "Range", "Repeat", "Empty", "Parse", "Chunk", "GroupBy"];

    public static readonly ISet<string> ChangeableCollections = new HashSet<string>(StringComparer.Ordinal)
    {
        "List", "IList", "ICollection", "Dictionary", "IDictionary", "HashSet", "ISet", "Queue", "Stack", "LinkedList", "SortedSet", "SortedDictionary", "SortedList", "PriorityQueue",
        "OrderedDictionary", "Collection", "ObservableCollection", "KeyedCollection", "ConcurrentDictionary", "ConcurrentBag", "ConcurrentQueue", "ConcurrentStack", "BlockingCollection",
        "ArrayList", "Hashtable", "BitArray", "NameValueCollection", "StringCollection",
    };
}
