using Bux;
using Bux.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// One process of the probe service, to be killed by tests: Bux.Probe.Service BOOTSTRAP INSTANCE WORKERS
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddBux(bux => bux
    .AddProbe()
    .Configure(options =>
    {
        options.ClientName = $"probe-service-{args[1]}";
        options.CreateTopics = true;
        options.Workers = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
    })
    .UseKafka(kafka =>
    {
        kafka.BootstrapServers = args[0];
        kafka.InstanceId = args[1];
        kafka.SessionTimeout = TimeSpan.FromSeconds(2);
        kafka.TransactionTimeout = TimeSpan.FromSeconds(5);
    }));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
await host.WaitForShutdownAsync();
