"""SimPy, as its documentation writes it: a process to a job, a Resource to a node.

usage: simpy_model.py NODES LOAD CUSTOMERS SEED
"""

import json
import random
import resource
import sys
import time

import simpy


def simulate(nodes, load, customers, seed):
    draw = random.Random(seed)
    environment = simpy.Environment()
    servers = [simpy.Resource(environment) for _ in range(nodes)]
    tasks = [0] * nodes
    done = environment.event()
    completed = 0
    response = 0.0

    def job():
        nonlocal completed, response
        arrival = environment.now
        node = tasks.index(min(tasks))
        tasks[node] += 1
        with servers[node].request() as turn:
            yield turn
            yield environment.timeout(draw.expovariate(1.0))
        tasks[node] -= 1
        completed += 1
        response += environment.now - arrival
        if completed == customers:
            done.succeed()

    def source():
        while True:
            yield environment.timeout(draw.expovariate(load * nodes))
            environment.process(job())

    environment.process(source())
    environment.run(until=done)
    return response / completed


def main():
    nodes, load, customers, seed = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    before = time.process_time()
    mean = simulate(nodes, load, customers, seed)
    cpu = time.process_time() - before
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    print(json.dumps({"customers": customers, "meanResponse": mean, "cpuSeconds": cpu, "maxRssMiB": kibibytes / 1024}))


main()
